export const help = `A real Kubernetes control plane on 127.0.0.1, for tests.

npm run cluster -- build                  build the programs that are missing (Go is needed, once: 15 to 20 minutes)
npm run cluster -- up                     start it, and build what is missing; on a running one only checks it
    --nodes N                 simulated nodes, 250 pods fit on each (20)
    --port-base P             the API server's port; the next nine are used too (16443)
    --without A,B             leave out metrics-server, kube-state-metrics, prometheus, rollouts-controller
    --metric-resolution T     how often metrics-server reads the nodes (15s)
    --scrape-interval T       how often Prometheus scrapes (30s)
npm run cluster -- load                   fill it with workloads, a share of them broken
    --pods N                  pods beside those of the scenarios (0)
    --namespaces N            (50)
    --deployments N           (400)
    --no-scenarios            only the pods
npm run cluster -- stop NAME [SIGNAL]     stop one process, as in "stop kube-apiserver KILL"
npm run cluster -- start NAME             start it again
npm run cluster -- status                 what runs, with memory and processor time
npm run cluster -- env                    lines for a shell's eval: KUBECONFIG and others
npm run cluster -- down                   stop everything; what the cluster holds stays in its folder

Every command but build takes --dir FOLDER (.quarterdeck/cluster), which holds all of the cluster.`

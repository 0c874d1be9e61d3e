# Two stages: the second holds the standalone server only, which has its own part of node_modules in it.
FROM node:26-slim AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:26-slim
WORKDIR /quarterdeck
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    NEXT_MANUAL_SIG_HANDLE=1 \
    QUARTERDECK_HOST=0.0.0.0 \
    QUARTERDECK_PORT=4600 \
    QUARTERDECK_PEOPLE=operator \
    QUARTERDECK_DATA=/var/lib/quarterdeck
COPY --from=build /src/.next/standalone ./
RUN install -d -o node -g node -m 700 /var/lib/quarterdeck
USER node
VOLUME /var/lib/quarterdeck
EXPOSE 4600
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.QUARTERDECK_PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The runtime sets HOSTNAME to the container's own name, which would be listened on.
CMD ["sh", "-c", "PORT=\"$QUARTERDECK_PORT\" HOSTNAME=\"$QUARTERDECK_HOST\" exec node --max-semi-space-size=4 server.js"]

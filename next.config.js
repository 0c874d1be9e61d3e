/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  agentRules: false,
  reactStrictMode: true,
  allowedDevOrigins: ['127.0.0.1'],
  images: { unoptimized: true },
  outputFileTracingExcludes: {
    '/*': ['./node_modules/@img/**', './node_modules/sharp/**', './docs/**', './e2e/**', './demo/**', './bench/**'],
  },
  // `npm run check` type-checks the whole project with a faster compiler.
  typescript: { ignoreBuildErrors: true },
  experimental: { agentUpgrade: false },
}

/** The package has no types of its own; identity-provider.ts says what is used of it. */
declare module 'oidc-provider' {
  const Provider: new (issuer: string, configuration: object) => never
  export default Provider
}

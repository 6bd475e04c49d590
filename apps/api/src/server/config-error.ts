/** A configuration the server refuses to start with. The message names every variable at fault, and never a value. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable. ${problems.join('; ')}`);
  }
}

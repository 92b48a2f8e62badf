/** Loggers of fabric-shim and fabric-contract-api (winston), one per module; the packages declare no types for them. */
interface ShimLogger {
  isLevelEnabled(level: string): boolean;
  [level: string]: (...message: unknown[]) => unknown;
}
interface ShimLoggers {
  getLogger(name?: string): ShimLogger;
}
declare module 'fabric-shim/lib/logger.js' {
  const loggers: ShimLoggers;
  export default loggers;
}
declare module 'fabric-contract-api/lib/logger.js' {
  const loggers: ShimLoggers;
  export default loggers;
}
declare module 'fabric-shim/cli.js' {}

import contractLoggers from 'fabric-contract-api/lib/logger.js';
import shimLoggers from 'fabric-shim/lib/logger.js';

/** Levels that the shim uses on every message of a stream. */
const chatty = ['debug', 'info'];

/**
 * winston formats a line before it finds that no transport wants it: under load that is a fifth of the chaincode's time.
 * Each logger made from here on looks at its level first. Loaded before the shim, whose modules take their loggers as they load.
 */
const quieten = (loggers: ShimLoggers): void => {
  const make = loggers.getLogger;
  loggers.getLogger = (name) => {
    const logger = make(name);
    for (const level of chatty) {
      const write = logger[level]?.bind(logger);
      if (write !== undefined && !Object.hasOwn(logger, level)) {
        logger[level] = (...message) => (logger.isLevelEnabled(level) ? write(...message) : logger);
      }
    }
    return logger;
  };
};

quieten(shimLoggers);
quieten(contractLoggers);

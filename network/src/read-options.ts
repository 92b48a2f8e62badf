/** Reading a command's options, as the gateway's programs do it (gateway-api/src/read-options.ts): network/ imports no package of the product. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Says what is wrong with the call and how it is made, and ends before anything is done. */
export function endWrongUsage(reason: string, usage: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(64); // EX_USAGE of sysexits.h
}

/** The options of a command. One that it does not have, or a value that is missing, ends it with the usage in the place of a stack of calls. */
export function readOptions<const Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node's second sentence is about arguments that begin with a hyphen, which nobody meant.
    return endWrongUsage((error as Error).message.split('. ')[0]!, usage);
  }
}

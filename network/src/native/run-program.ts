import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program of Fabric that ended with an error, with what it printed. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** What a program said; of an uncaught error of one of ours, what it is called, without the stack. */
const wordsOf = (output: string): string => {
  const thrown = /^\w*Error(?: \[\w+\])?: (.*)$/m.exec(output);
  return /^Node\.js v/m.test(output) && thrown !== null ? thrown[1]! : output.trim();
};

/** Runs a program to its end and returns what it printed. @throws ProgramError */
export const runProgram = async (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { timeoutMs = 120_000 } = {},
): Promise<{ stdout: string; stderr: string }> => {
  try {
    return await run(command, [...args], {
      env: { ...process.env, FABRIC_LOGGING_SPEC: 'error', ...env },
      timeout: timeoutMs,
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stderr = '', stdout = '', message } = error as { stderr?: string; stdout?: string; message: string };
    const said = wordsOf(`${stdout}${stderr}`) || message;
    throw new ProgramError(`${command} ${args.slice(0, 3).join(' ')}: ${said}`);
  }
};

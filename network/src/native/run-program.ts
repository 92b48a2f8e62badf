import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program of Fabric that ended with an error, with what it printed. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** Runs a program to its end and returns what it printed. @throws ProgramError */
export const runProgram = async (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string }> => {
  try {
    return await run(command, [...args], {
      env: { ...process.env, FABRIC_LOGGING_SPEC: 'error', ...env },
      timeout: 120_000,
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stderr = '', stdout = '', message } = error as { stderr?: string; stdout?: string; message: string };
    const said = `${stdout}${stderr}`.trim() || message;
    throw new ProgramError(`${command} ${args.slice(0, 3).join(' ')}: ${said}`);
  }
};

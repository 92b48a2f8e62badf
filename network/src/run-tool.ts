/** Programs of others that a platform needs, such as docker and kubectl. */
import { spawn } from 'node:child_process';

/** A program that is not there, or that ended with an error. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: 'TOOL_MISSING' | 'TOOL_FAILED';

  constructor(code: ToolError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What a program said, without the lines of its own log (klog, as kubectl has it). */
const wordsOf = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/^[EWI]\d{4} /.test(line))
    .join('\n')
    .trim();

/** Runs a program to its end; `input` goes to its standard input. @returns its standard output @throws ToolError */
export const runTool = (command: string, args: readonly string[], input = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new ToolError('TOOL_MISSING', `${command}: not found; it has to be installed`)
          : new ToolError('TOOL_FAILED', `${command}: ${error.message}`),
      ),
    );
    child.once('close', (code) =>
      code === 0
        ? resolve(stdout)
        : reject(
            new ToolError('TOOL_FAILED', `${[command, ...args.slice(0, 3)].join(' ')}: ${wordsOf(stderr || stdout)}`),
          ),
    );
    // a program that reads nothing may be gone before all is written
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

import { spawn } from 'node:child_process';
import { type Binaries } from './binaries';
import { type ServerAccount } from './server-account';

/** What every PostgreSQL program of one cluster is run with. */
export interface Engine {
  binaries: Binaries;
  account: ServerAccount | null;
}

/** Working directory, account and environment of a PostgreSQL program; nothing of our own environment leaks into it. */
export function spawnOptions({ binaries, account }: Engine) {
  return {
    cwd: binaries.home,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...(account && { uid: account.uid, gid: account.gid }),
  };
}

/** The line of a program's output that says what went wrong. */
export function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const fatal =
    lines.find((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line)) ?? lines.at(-1) ?? 'no output';
  return fatal.replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, '').trim();
}

/**
 * Runs a program to its end.
 *
 * @param input what it reads on its standard input
 * @throws Error with the program's own reason when it fails
 */
export function runProgram(engine: Engine, command: string[], input = ''): Promise<void> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(engine), stdio: ['pipe', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    // A program that ends early closes the pipe; its exit code and its last words say why.
    child.stdin.on('error', () => undefined).end(input);
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(reasonIn(errors)))));
  });
}

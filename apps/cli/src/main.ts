import { parseArgs } from 'node:util';
import { ApiError, UnreachableError } from '@countersign/client/api';
import { type Command } from './command';
import { tokenCreate } from './token-create';
import { UsageError } from './usage-error';

const commands: Command[] = [tokenCreate];

const overview = [
  'countersign: who let this model decide, and on what evidence?',
  '',
  ...commands.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`),
  '',
  '  --help after a command shows its options; --json prints one JSON document.',
  '  Exit codes: 0 done, 1 a condition failed, 2 bad usage or input, 3 internal.',
].join('\n');

async function run(words: string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (!command) {
    const isHelp = words.length === 0 || words[0] === '--help' || words[0] === 'help';
    if (!isHelp)
      throw new UsageError(`There is no command "${words.slice(0, 2).join(' ')}". Try countersign --help.`);
    process.stdout.write(`${overview}\n`);
    return 0;
  }
  const { json, help, ...values } = valuesOf(command, words.slice(command.name.split(' ').length));
  if (help) {
    process.stdout.write(`${command.usage}\n`);
    return 0;
  }
  const result = await command.run(values);
  process.stdout.write(`${json ? JSON.stringify(result.json) : result.text}\n`);
  if (result.note && !json) process.stderr.write(`${result.note}\n`);
  return 0;
}

function valuesOf({ options, usage }: Command, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nusage: ${usage}`);
  }
}

function exitCodeOf(error: unknown): number {
  const isInput =
    error instanceof UsageError || error instanceof ApiError || error instanceof UnreachableError;
  process.stderr.write(`${isInput ? error.message : `Internal error: ${String(error)}`}\n`);
  return isInput ? 2 : 3;
}

run(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => (process.exitCode = exitCodeOf(error)),
);

import { visibleLines } from '@countersign/domain/report';
import { type Command } from './command';
import { parseCommandLine } from './command-line';
import { checkHtmlPath, writeHtml } from './output/html-file';
import { ProgressLine } from './output/progress-line';
import { renderHtml } from './output/render-html';
import { renderText } from './output/render-text';
import { UsageError } from './usage-error';

interface CommandEntry {
  /** As typed, such as `token create`. */
  name: string;
  summary: string;
  /** Loads the command and what it needs, so that the help waits for no engine. */
  load: () => Promise<Command>;
}

const commands: CommandEntry[] = [
  {
    name: 'profile',
    summary: 'describe each column of a file: counts, extremes, quantiles, distinct values',
    load: async () => (await import('./profile/profile.ts')).profile,
  },
  {
    name: 'drift',
    summary: 'compare each column of a file with a reference file',
    load: async () => (await import('./drift/drift.ts')).drift,
  },
  {
    name: 'quality',
    summary: 'hold a file against expectations, given or learned from a reference',
    load: async () => (await import('./quality/quality.ts')).quality,
  },
  {
    name: 'performance',
    summary: 'metrics with intervals, curves and slices of predictions beside their labels',
    load: async () => (await import('./performance/performance.ts')).performance,
  },
  {
    name: 'fairness',
    summary: 'compare how a model treats groups, with limits, tests and law packs',
    load: async () => (await import('./fairness/fairness.ts')).fairness,
  },
  {
    name: 'estimate',
    summary: 'how well a model does in each period before its labels arrive',
    load: async () => (await import('./estimate/estimate.ts')).estimate,
  },
  {
    name: 'verify',
    summary: 'check an exported audit log, or a fairness audit, offline',
    load: async () => (await import('./verify/verify.ts')).verify,
  },
  {
    name: 'gate',
    summary: 'ask a server whether a model version may serve in an environment',
    load: async () => (await import('./gate/gate.ts')).gate,
  },
  {
    name: 'token create',
    summary: 'make a bearer token for a service; the secret is shown once',
    load: async () => (await import('./token-create.ts')).tokenCreate,
  },
];

const overview = [
  'countersign: who let this model decide, and on what evidence?',
  '',
  ...commands.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`),
  '',
  '  --help after a command shows its options; --json prints one JSON document; --html OUT writes a report as a page.',
  '  Exit codes: 0 done, 1 a condition failed, 2 bad usage or input, 3 internal.',
].join('\n');

const progress = new ProgressLine(process.stderr);

async function run(words: string[]): Promise<number> {
  const entry = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (!entry) {
    const isHelp = words.length === 0 || words[0] === '--help' || words[0] === 'help';
    if (!isHelp)
      throw new UsageError(`There is no command "${words.slice(0, 2).join(' ')}". Try countersign --help.`);
    process.stdout.write(`${overview}\n`);
    return 0;
  }
  return runCommand(await entry.load(), words.slice(entry.name.split(' ').length));
}

async function runCommand(command: Command, words: string[]): Promise<number> {
  const { values, positionals, isJson, isHelp, html } = parseCommandLine(command, words);
  if (isHelp) {
    process.stdout.write(`${command.usage}\n`);
    return 0;
  }
  if (html !== undefined) checkHtmlPath(html, [...positionals, ...Object.values(values).flat().map(String)]);
  const { json, report, failed, note } = await command.run({ values, positionals, progress: progress.show });
  progress.clear();
  if (html !== undefined && typeof report !== 'string') writeHtml(html, renderHtml(report));
  const text = typeof report === 'string' ? report : renderText(report, hasColour());
  process.stdout.write(`${isJson ? JSON.stringify(json) : text}\n`);
  if (note && !isJson) process.stderr.write(`${visibleLines(note)}\n`);
  if (failed === undefined) return 0;
  process.stderr.write(`${visibleLines(failed)}\n`);
  return 1;
}

function hasColour(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'];
}

function exitCodeOf(error: unknown): number {
  progress.clear();
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  // By name: loading the readers for their error class would cost the help its speed.
  const isInput = error instanceof UsageError || name === 'FileError';
  const text = isInput ? message : `Internal error: ${message.split('\n')[0]}`;
  process.stderr.write(`${visibleLines(text)}\n`);
  return isInput ? 2 : 3;
}

/** A reader that has gone away, such as head, has had enough: no fault of anybody. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.exitCode = 3;
  process.exit();
}

process.stdout.on('error', leaveQuietly);
process.stderr.on('error', leaveQuietly);
process.on('uncaughtException', (error) => process.exit(exitCodeOf(error)));

run(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => (process.exitCode = exitCodeOf(error)),
);

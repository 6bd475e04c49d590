import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, ApiError, UnreachableError } from '@countersign/client/api';
import { MalformedDocument } from '@countersign/domain/json-reading';
import { type Command, type CommandInput, type CommandResult, type OptionValues } from '../command';
import { oneOf, optionalNumber, optionalText, requiredText } from '../input/option';
import { UsageError } from '../usage-error';
import { type GateAnswer, isOpen, readGateAnswer } from './gate-answer';
import { gateReport } from './gate-report';

const usage = [
  'countersign gate --model M --version V --to staging|production [options]',
  '',
  '  Asks a server whether a model version may serve there now: because it serves already, or because its promotion is',
  '  approved and every gate passes on the newest evidence. Nothing is changed.',
  '',
  '  --model M              name or id',
  '  --version V            number or id',
  '  --to ENVIRONMENT       staging or production',
  '  --alias A              champion unless told otherwise',
  '  --emergency            also what serves by an emergency, before it is approved',
  '  --wait                 ask again until it is allowed, or its promotion ended without',
  '  --timeout MINUTES      how long to wait, 60 unless told otherwise',
  '  --server URL           http://localhost:4000 unless told otherwise',
  '  --token T              of any scope that reads; COUNTERSIGN_TOKEN where it is absent, which shows in no list of processes',
  '  --json, --html FILE    one JSON document; a page',
  '',
  '  Exit codes: 0 allowed, 1 not allowed, 2 bad usage, or no answer.',
].join('\n');

/** Seconds between two questions, from the first to the longest. */
const pause = { first: 2, longest: 30 };
/** A week, in minutes. */
const longestWait = 10_080;

/** `countersign gate`: may this version serve there? */
export const gate: Command = {
  usage,
  options: {
    model: { type: 'string' },
    version: { type: 'string' },
    to: { type: 'string' },
    alias: { type: 'string' },
    emergency: { type: 'boolean', default: false },
    wait: { type: 'boolean', default: false },
    timeout: { type: 'string' },
    server: { type: 'string', default: 'http://localhost:4000' },
    token: { type: 'string' },
  },
  run,
};

async function run({ values, progress }: CommandInput): Promise<CommandResult> {
  const minutes = waitOf(values);
  const question = questionOf(values);
  const client = clientOf(values);
  const deadline = Date.now() + minutes * 60_000;
  let answer = await ask(client, question);
  for (let seconds = pause.first; isOpen(answer); seconds = Math.min(seconds * 1.5, pause.longest)) {
    const left = deadline - Date.now();
    if (left <= 0) break;
    progress(`waiting: ${answer.reasons[0]?.message ?? ''}`);
    await sleep(Math.min(seconds * 1000, left));
    answer = await askAgain(client, question, answer);
  }
  const failed = answer.allowed ? {} : { failed: answer.reasons.map(({ message }) => message).join(' ') };
  return { json: { ...answer }, report: gateReport(answer), ...failed };
}

async function ask(client: ApiClient, question: Record<string, string>): Promise<GateAnswer> {
  try {
    return readGateAnswer(await client.get('/v1/gate', question));
  } catch (error) {
    if (error instanceof MalformedDocument)
      throw new UsageError('What answered there is no Countersign server.', { cause: error });
    if (error instanceof ApiError || error instanceof UnreachableError)
      throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** A server that restarts while somebody waits has not said anything new. */
async function askAgain(
  client: ApiClient,
  question: Record<string, string>,
  before: GateAnswer,
): Promise<GateAnswer> {
  try {
    return await ask(client, question);
  } catch (error) {
    if (error instanceof UsageError && mayPass(error.cause)) return before;
    throw error;
  }
}

/** Whether nobody answered, or what stands before a server that is not there. */
function mayPass(cause: unknown): boolean {
  return cause instanceof UnreachableError || (cause instanceof ApiError && (cause.status ?? 0) >= 500);
}

function clientOf(values: OptionValues): ApiClient {
  const token = optionalText(values, '--token') ?? process.env['COUNTERSIGN_TOKEN'];
  if (!token) throw new UsageError('--token is missing, and COUNTERSIGN_TOKEN is not set.');
  const server = requiredText(values, '--server');
  if (!URL.canParse(server))
    throw new UsageError('--server is the address of a server, such as http://localhost:4000.');
  return new ApiClient({ server, token });
}

function questionOf(values: OptionValues): Record<string, string> {
  const to = oneOf(values, '--to', ['staging', 'production']);
  if (to === undefined) throw new UsageError('--to is missing: staging or production.');
  const alias = optionalText(values, '--alias');
  const [model, version] = [requiredText(values, '--model'), requiredText(values, '--version')];
  const emergency = values['emergency'] === true && { emergency: 'true' };
  return { model, version, to, ...(alias !== undefined && { alias }), ...emergency };
}

/** Minutes; 0 without --wait. */
function waitOf(values: OptionValues): number {
  const minutes = optionalNumber(values, '--timeout', { minimum: 0, maximum: longestWait });
  if (minutes !== undefined && !values['wait']) throw new UsageError('--timeout goes with --wait.');
  return values['wait'] ? (minutes ?? 60) : 0;
}

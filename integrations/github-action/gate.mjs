// Asks a Countersign server whether a model version may serve somewhere: exit code 0 when it may, 1 when it may not, 2 without
// an answer. Everything comes in by the environment, so that no name is ever part of a command. Needs Node 20 and nothing else.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

const { env } = process;
/** Seconds between two questions, and for one. */
const pause = { first: 2, longest: 30 };
const patience = 30;
/** Characters of an answer. */
const longest = 4 * 1024 * 1024;
/** States from which nothing leads to an approval. */
const ended = ['rejected', 'withdrawn', 'expired', 'superseded', 'rolled_back'];

/** There is no answer, and why. */
class NoAnswer extends Error {}
/** Nobody answered: perhaps somebody will later. */
class Unreachable extends NoAnswer {}

function given(name, otherwise) {
  const text = env[name]?.trim() || otherwise;
  if (text === undefined) throw new NoAnswer(`${name} is missing.`);
  return text;
}

function serverAddress() {
  const text = given('COUNTERSIGN_URL');
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
  if (!isSafe || url.username !== '' || url.password !== '')
    throw new NoAnswer(
      'COUNTERSIGN_URL is the https address of a server, such as https://countersign.example.org.',
    );
  return url.href.replace(/[?#].*$/, '').replace(/\/+$/, '');
}

function settings() {
  const to = given('COUNTERSIGN_TO');
  if (!['staging', 'production'].includes(to)) throw new NoAnswer('COUNTERSIGN_TO is staging or production.');
  const wait = given('COUNTERSIGN_WAIT', 'false');
  if (!['true', 'false'].includes(wait)) throw new NoAnswer('COUNTERSIGN_WAIT is true or false.');
  const minutes = Number(given('COUNTERSIGN_TIMEOUT', '60'));
  if (!(minutes >= 0 && minutes <= 10_080))
    throw new NoAnswer('COUNTERSIGN_TIMEOUT is in minutes, a week at most.');
  const [model, version] = [given('COUNTERSIGN_MODEL'), given('COUNTERSIGN_VERSION')];
  const question = { model, version, to, alias: given('COUNTERSIGN_ALIAS', 'champion') };
  return { server: serverAddress(), question, minutes: wait === 'true' ? minutes : 0 };
}

/** Not by fetch, whose signal does not end an answer that has begun, once the garbage was collected (Node 20). */
async function read(url, token) {
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const signal = AbortSignal.timeout(patience * 1000);
  const request = send(url, { agent: false, headers: { authorization: `Bearer ${token}` }, signal });
  // Of what breaks off later the reader of the answer is told, too.
  request.on('error', () => undefined).end();
  const [response, socket] = await Promise.race(['response', 'upgrade'].map((event) => once(request, event)));
  if (socket) {
    socket.destroy();
    throw new Error('It speaks another protocol.');
  }
  let text = '';
  for await (const part of response.setEncoding('utf8')) {
    text += part;
    if (text.length > longest) throw new Error('It never ends.');
  }
  return { status: response.statusCode, text };
}

async function call(address, token) {
  const url = new URL(address);
  const answer = await read(url, token).catch(() => null);
  // Whoever answers does not choose who gets the token.
  if (answer === null || (answer.status >= 300 && answer.status < 400))
    throw new Unreachable(`${url.host} cannot be reached, or names another address.`);
  if (answer.status >= 500) throw new Unreachable(`The server answered with status ${answer.status}.`);
  return answer;
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** A token of the pipeline itself where none is given; it is short-lived, so that each question takes a new one. */
async function tokenNow() {
  const token = env['COUNTERSIGN_TOKEN']?.trim();
  if (token) return token;
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: key } = env;
  const workspace = env['COUNTERSIGN_WORKSPACE']?.trim();
  if (!address || !key || !workspace)
    throw new NoAnswer(
      'There is no token: give one, or the id of the workspace in a job that may write ID tokens (id-token: write).',
    );
  const url = new URL(address);
  url.searchParams.set('audience', `countersign:${workspace}`);
  const { value } = parsed((await call(url.href, key)).text);
  if (typeof value !== 'string') throw new NoAnswer('No ID token was issued to this job.');
  return value;
}

async function ask({ server, question }) {
  const address = `${server}/v1/gate?${new URLSearchParams(question)}`;
  const { status, text } = await call(address, await tokenNow());
  const answer = parsed(text);
  if (status !== 200)
    throw new NoAnswer(`The server answered with status ${status}. ${answer.detail ?? answer.title ?? ''}`);
  // A page that asks people to sign in is no yes.
  if (
    answer.schema !== 'countersign.gate/1' ||
    typeof answer.allowed !== 'boolean' ||
    !Array.isArray(answer.reasons)
  )
    throw new NoAnswer('What answered there is no Countersign server.');
  return answer;
}

const isOpen = ({ allowed, promotion }) => !allowed && !ended.includes(promotion?.state);

async function lastAnswer({ minutes, ...asked }) {
  const deadline = Date.now() + minutes * 60_000;
  let answer = await ask(asked);
  for (let seconds = pause.first; isOpen(answer); seconds = Math.min(seconds * 1.5, pause.longest)) {
    const left = deadline - Date.now();
    if (left <= 0) break;
    say(`- waiting: ${answer.reasons[0]?.message ?? ''}`);
    await sleep(Math.min(seconds * 1000, left));
    answer = await ask(asked).catch((error) => {
      // A server that restarts has not said anything new.
      if (error instanceof Unreachable) return answer;
      throw error;
    });
  }
  return answer;
}

/** On one line, and no command to a runner: names and reasons are written by many. */
const plain = (text) =>
  String(text)
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll('##[', '## [');
const say = (text) => process.stdout.write(`${plain(text)}\n`);
const html = (text) => plain(text).replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function output(name, value) {
  if (!env['GITHUB_OUTPUT']) return;
  const end = randomUUID();
  appendFileSync(env['GITHUB_OUTPUT'], `${name}<<${end}\n${plain(value)}\n${end}\n`);
}

function report({ question, answer }) {
  const { allowed, reasons, promotion } = answer;
  const what = `${question.model} version ${question.version} as ${question.alias} in ${question.to}`;
  const verdict = allowed ? 'may serve' : 'may not serve';
  say(`Countersign: ${what} ${verdict}.`);
  for (const { code, message } of reasons) say(`- ${code}: ${message}`);
  output('allowed', allowed);
  output('promotion', promotion?.id ?? '');
  output('reasons', JSON.stringify(reasons.map(({ code, message }) => ({ code, message }))));
  const rows = reasons.map(({ code, message }) => `<li><code>${html(code)}</code> ${html(message)}</li>`);
  const summary = `<h3>Countersign</h3>\n<p>${html(what)} <strong>${verdict}</strong>.</p>\n<ul>${rows.join('\n')}</ul>\n\n`;
  if (env['GITHUB_STEP_SUMMARY']) appendFileSync(env['GITHUB_STEP_SUMMARY'], summary);
  if (env['COUNTERSIGN_REPORT'])
    writeFileSync(env['COUNTERSIGN_REPORT'], `${JSON.stringify(answer, null, 2)}\n`);
}

try {
  const asked = settings();
  const answer = await lastAnswer(asked);
  report({ ...asked, answer });
  process.exitCode = answer.allowed ? 0 : 1;
} catch (error) {
  process.stderr.write(`Countersign: ${plain(error instanceof NoAnswer ? error.message : 'no answer.')}\n`);
  output('allowed', false);
  process.exitCode = 2;
}

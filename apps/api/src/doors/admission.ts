import { caller, type Context } from '../server/context';
import { jsonBody } from '../server/json-body';
import { Problem } from '../server/problem';
import { namedVersions, type NamedVersion, type Naming, saysTheSame } from './admission-names';
import { type AdmissionQuestion, readAdmissionReview } from './admission-review';
import { type GuardedDoor } from './door';

/** An API server sends the object as it is and as it was; it takes none over 3 MB. */
const longestReview = 8 * 1024 * 1024;

interface Settings {
  /** Otherwise everything is let in, with a warning where it would not be. */
  enforce: boolean;
  /** Whether what names no version is refused, too. */
  require: boolean;
}

/**
 * Whether pods may serve the versions that they name: docs/spec/admission.md. Nothing is changed by asking. What is asked
 * for stands in the path, since API servers call no address with a query.
 */
export const admissionDoors: readonly GuardedDoor[] = [
  admissionDoor('/v1/admission', { enforce: false, require: false }),
  admissionDoor('/v1/admission/named', { enforce: false, require: true }),
  admissionDoor('/v1/admission/enforce', { enforce: true, require: false }),
  admissionDoor('/v1/admission/enforce/named', { enforce: true, require: true }),
];

function admissionDoor(path: string, settings: Settings): GuardedDoor {
  return {
    method: 'post',
    path,
    permission: 'promotion.read',
    handle: async (context) => {
      const question = readAdmissionReview(await jsonBody(context, longestReview));
      const answer = await judge(context, question, settings);
      context.response.setHeader('cache-control', 'no-store');
      context.response.json({
        ...{ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' },
        response: { uid: question.uid, ...answer },
      });
    },
  };
}

interface Answer {
  allowed: boolean;
  status?: { code: number; reason: string; message: string };
  warnings?: string[];
  /** For the cluster's own log, under the name of the webhook. */
  auditAnnotations?: { 'not-approved': string };
}

async function judge(
  context: Context,
  { operation, object, oldObject }: AdmissionQuestion,
  { enforce, require }: Settings,
): Promise<Answer> {
  // What ends, and what only looks in, starts nothing; what is made is not ending, whatever it says.
  const isEnding = operation === 'UPDATE' && object?.isEnding;
  if (!object || isEnding || operation === 'DELETE' || operation === 'CONNECT') return { allowed: true };
  const { missing, worth } = await found(context, namedVersions(object), require);
  // An update that says what was said before is no new release: what runs is not cut off by what came later.
  const keepsOn = operation === 'UPDATE' && oldObject !== null && saysTheSame(oldObject, object);
  if (enforce && !keepsOn && missing.length > 0) return refused(missing);
  const warnings = [...missing.map((reason) => `Not approved: ${reason}`), ...worth];
  if (warnings.length === 0) return { allowed: true };
  return { allowed: true, warnings: shortened(warnings), ...(missing.length > 0 && logged(missing)) };
}

interface Found {
  /** Why it may not be let in. */
  missing: string[];
  /** What whoever asks should know, though it is let in. */
  worth: string[];
}

async function found(context: Context, { versions, faults }: Naming, require: boolean): Promise<Found> {
  if (faults.length > 0) return { missing: faults, worth: [] };
  const unnamed = require && versions.length === 0;
  const all: Found = {
    missing: unnamed ? ['No model version is named, and one has to be.'] : [],
    worth: [],
  };
  // One after the other: a pod names few, and a flood of pods should not take every connection.
  for (const version of versions) {
    const { missing, worth } = await answerTo(context, version);
    all.missing.push(...missing);
    all.worth.push(...worth);
  }
  return all;
}

/** What the gate says of a version. */
async function answerTo(context: Context, version: NamedVersion): Promise<Found> {
  const { model, version: number, environment, alias } = version;
  const about = (message: string) => `${model}, version ${number}, as ${alias} in ${environment}: ${message}`;
  try {
    const { reasons, promotion } = await context.services.gate.answer(caller(context), version);
    const messages = reasons.map(({ message }) => about(message));
    // It serves on (P-91), so that its pods have to be able to come up elsewhere.
    return promotion?.state === 'suspended' || promotion?.state === 'provisional'
      ? { missing: [], worth: messages }
      : { missing: messages, worth: [] };
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOT_FOUND')
      return { missing: [about(error.message)], worth: [] };
    throw error;
  }
}

const longestMessage = 2_000;
/** API servers drop what is over 256 characters in one warning, or over 4,096 in all. */
const longestWarning = 250;
const mostWarnings = 15;

function refused(reasons: readonly string[]): Answer {
  const message = cut(`Countersign: ${reasons.map(plain).join(' ')}`, longestMessage);
  return { allowed: false, status: { code: 403, reason: 'Forbidden', message }, ...logged(reasons) };
}

function logged(reasons: readonly string[]): Pick<Answer, 'auditAnnotations'> {
  return { auditAnnotations: { 'not-approved': cut(reasons.map(plain).join(' '), longestMessage) } };
}

function shortened(warnings: readonly string[]): string[] {
  const told = warnings.length <= mostWarnings ? warnings : warnings.slice(0, mostWarnings - 1);
  const more = warnings.length - told.length;
  return [
    ...told.map((text) => cut(plain(text), longestWarning)),
    ...(more > 0 ? [`${more} more reasons.`] : []),
  ];
}

/** It is shown on terminals, and travels in headers. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu, ' ');
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

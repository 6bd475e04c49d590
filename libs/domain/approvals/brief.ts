import { roleNames } from '../access';
import { counted } from '../report';
import { comparedValue, limitsOf, marginOf } from './gates/compared-value';
import type { GateResult } from './gates/evaluate-gate';
import type { GateVerdict } from './gates/finding';
import type { GateRule } from './gates/gate-rules';
import { inPlainWords } from './plain-words';
import type { Policy } from './policies/policy';
import { openStates, servingStates, type Promotion } from './promotion';
import { filledSlots } from './review';
import { waivedIds } from './waiver';

/** What a brief tells beside the promotion itself. */
export interface BriefSubject {
  model: string;
  purpose: string;
  number: number;
  /** Number of the version that serves there now; null where none does. */
  serving: number | null;
}

const words: Readonly<Record<GateVerdict, string>> = {
  pass: 'shown',
  fail: 'not met',
  unknown: 'not known, which counts as not met',
};

/**
 * The promotion in plain sentences, for somebody who knows the subject and not the statistics: what is asked, what every
 * gate found and how far that is from its limit, and what a signature would say.
 */
export function briefOf(promotion: Promotion, subject: BriefSubject): string[] {
  const { policy, gates } = promotion;
  const waived = waivedIds(promotion);
  return [
    `${subject.model}: ${subject.purpose}`,
    placeSentence(promotion, subject),
    ...policy.gates.map((rule) =>
      gateSentence(
        rule,
        gates.find(({ gateId }) => gateId === rule.id),
        waived.has(rule.id),
      ),
    ),
    signatures(promotion),
  ];
}

/** What is asked while it is open, what serves once it does, and what was asked after that. */
function placeSentence({ state, target }: Promotion, { number, serving }: BriefSubject): string {
  const place = `as ${target.alias} in ${target.environment}`;
  if (state === 'provisional')
    return `Version ${number} serves ${place} by an emergency, before it is approved; without approval it ends.`;
  if (servingStates.includes(state)) return `Version ${number} serves ${place}.`;
  if (!openStates.includes(state)) return `It was asked that version ${number} serve ${place}; that is over.`;
  const instead =
    serving === null ? 'Nothing serves there yet.' : `Version ${serving} serves there until then.`;
  return `Version ${number} asks to serve ${place}. ${instead}`;
}

function gateSentence(
  rule: Policy['gates'][number],
  result: GateResult | undefined,
  isWaived: boolean,
): string {
  if (result === undefined) return `${rule.title}: not evaluated, which counts as not met.`;
  const sentences = [
    `${rule.title}: ${words[result.verdict]}.`,
    inPlainWords(rule, result.reason),
    marginText(rule, result),
    isWaived ? 'Somebody who could vote waived this: it holds nothing up.' : '',
  ];
  return sentences.filter((each) => each !== '').join(' ');
}

/**
 * How far a number is from its limit, the nearest of two or that which it is farthest beyond, where it was compared with one:
 * of another metric or unit, or of too few rows, it was not.
 */
function marginText(rule: GateRule, { verdict, observed }: GateResult): string {
  if (rule.kind !== 'measurement' && rule.kind !== 'performance') return '';
  if (verdict === 'unknown' || observed?.status !== 'ok') return '';
  const compared = comparedValue(rule.use, observed);
  if (compared === undefined) return '';
  const margin = Math.min(...limitsOf(rule).map((limit) => marginOf(limit, compared)));
  const side = margin < 0 ? 'beyond' : 'within';
  return `That is ${Math.abs(margin).toPrecision(2)} ${side} the limit, on ${counted(observed.n, 'row')}.`;
}

function signatures(promotion: Promotion): string {
  const seats = filledSlots(promotion);
  const names = [...new Set(seats.map(({ role }) => roleNames[role]))];
  const given = seats.filter(({ filledBy }) => filledBy !== null).length;
  return `It takes ${counted(seats.length, 'signature')} (${names.join(', ')}), of which ${counted(given, 'is', 'are')} there. Whoever signs says that this evidence is enough to let the model decide.`;
}

import { evaluateGate, type GateEvidence, type GateResult, type GateRule } from '../approvals';
import { firstDifference } from '../fairness';
import { MalformedDocument } from '../json-reading';
import { counted } from '../report';
import { differenceText } from './difference';
import { failed, type Finding, passed, unknown } from './findings';
import { gateEvidenceOf } from './gate-evidence-of';
import { instantText } from './instant-text';
import { type OpenPassport } from './open-passport';
import { type Look } from './recorded-case';

const measured: readonly string[] = ['drift', 'fairness', 'performance'];

/** What the server measures is made when its entry is; what is attached may be older. Such texts sort as their instants do. */
function isTimely(entryAt: string, producedAt: string, kind: string | undefined): boolean {
  return measured.includes(kind ?? '') ? entryAt === producedAt : entryAt >= producedAt;
}

/** Whether all evidence is there, and the log tells when it was made. Documents are read under the name of their digest. */
export function checkEvidence({ recorded, evidence, entries }: OpenPassport): Finding {
  const untold: string[] = [];
  const kindOf = (gateId: string) => recorded.gates.find((gate) => gate.gateId === gateId)?.kind;
  const looked = recorded.looks.flatMap(({ gateId, evidence: found }) =>
    found ? [{ gateId, ...found }] : [],
  );
  for (const { gateId, id, digest, producedAt } of looked) {
    const made = entries.find(
      ({ says }) => says.subject.id === id && says.subject.digest === digest && says.outcome === 'done',
    );
    if (made === undefined) untold.push(gateId);
    else if (!isTimely(made.says.at, instantText(producedAt), kindOf(gateId)))
      return failed(
        `the evidence of ${gateId} was made at another time: ${made.says.at} by entry ${made.says.sequence}, ${instantText(producedAt)} by case.json`,
      );
  }
  const away = looked.filter(({ digest }) => !evidence.has(digest)).map(({ gateId }) => gateId);
  const lost = away.find((gateId) => kindOf(gateId) !== 'fairness');
  if (lost !== undefined)
    return failed(`the evidence of ${lost} is missing, and only that of an audit may be left out`);
  if (away.length > 0)
    return unknown(
      `left out, as for readers who may not see numbers of few people, and named by its digest: ${away.join(', ')}`,
    );
  if (untold.length > 0) return unknown(`no entry tells when the evidence was made of: ${untold.join(', ')}`);
  return passed(`${new Set(looked.map(({ digest }) => digest)).size} documents, each made when the log says`);
}

/** Whether every gate, taken again on its evidence, says what was recorded of it. */
export function checkGates(passport: OpenPassport): Finding {
  const { policy, recorded } = passport;
  const known = new Set(policy.gates.map(({ id }) => id));
  const strange = [...recorded.gates, ...recorded.looks].find(({ gateId }) => !known.has(gateId));
  if (strange) return failed(`the policy has no gate ${strange.gateId}`);
  const open: string[] = [];
  for (const rule of policy.gates) {
    const [gate, second] = recorded.gates.filter(({ gateId }) => gateId === rule.id);
    const [look, third] = recorded.looks.filter(({ gateId }) => gateId === rule.id);
    if (!gate || second || !look || third) return failed(`${rule.id} was not evaluated once`);
    if (gate.evidenceDigest !== look.evidence?.digest)
      return failed(
        `${rule.id} looked at other evidence: ${look.evidence?.digest ?? 'none'}, and says ${gate.evidenceDigest ?? 'none'}`,
      );
    const result = again(passport, rule, look);
    if ('fault' in result) return failed(`${rule.id}: ${result.fault}`);
    if ('unknown' in result) open.push(`${rule.id} (${result.unknown})`);
    else if (firstDifference(outcome(result.gate), outcome(gate)) !== null)
      return failed(
        `${rule.id} is ${result.gate.verdict} on its evidence, and not what case.json says: ${differenceText(outcome(result.gate), outcome(gate)) ?? 'a number'}`,
      );
  }
  if (open.length > 0) return unknown(`not taken again: ${open.join(', ')}`);
  return passed(
    `${counted(policy.gates.length, 'gate says', 'gates say')} the same on their evidence; that no alarm or newer data had ended an audit is what the server recorded`,
  );
}

/** Sentences may be worded otherwise in another release. */
function outcome({ verdict, observed, evidenceDigest }: GateResult) {
  return { verdict, observed, evidenceDigest };
}

type Again = { gate: GateResult } | { unknown: string } | { fault: string };

function again({ recorded, policy, evidence }: OpenPassport, rule: GateRule, look: Look): Again {
  const { target } = recorded.request;
  const context = {
    ...{ modelVersionId: target.modelVersionId, now: look.at },
    evidenceMaxAgeDays: policy.evidenceMaxAgeDays,
  };
  const judged = (found: GateEvidence | null): Again => ({ gate: evaluateGate(rule, found, context) });
  if (look.evidence === null) return judged(null);
  const { digest, producedAt } = look.evidence;
  if (!evidence.has(digest)) return { unknown: 'its evidence was left out' };
  try {
    const found = gateEvidenceOf(rule, { value: evidence.get(digest), digest, producedAt, target });
    return 'unknown' in found ? found : judged(found.evidence);
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    return { fault: error.message.replace(/\.$/, '') };
  }
}

import { type Actor } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { type DisparityName, type FairnessVerdict } from '@countersign/statistics/fairness';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { notFound, Problem } from '../../server/problem';
import { auditRecord } from './audit-record';
import { readForSigner } from './audit-signer';
import { type FairnessAudit } from './fairness-audit.entity';
import { resultsOf } from './fairness-report';
import { FairnessWaiver } from './fairness-waiver.entity';
import { waiverState } from './waiver-state';

const longestMs = 365 * 86_400_000;

interface RequestedWaiver {
  auditId: string;
  criterion: DisparityName;
  attributes: readonly string[];
  justification: string;
  until: Date;
}

/** Who answers, for a time, for a criterion that an audit did not find met. No verdict and no gate asks for it. */
export class FairnessWaiversService {
  constructor(private readonly database: Database) {}

  waive(actor: Actor, request: RequestedWaiver): Promise<Written<FairnessWaiver>> {
    const { auditId, criterion, justification, until } = request;
    return this.database.write<FairnessWaiver>(actor, async (tx) => {
      const { audit, signer, refusal } = await readForSigner(tx, { auditId, permission: 'fairness.waive' });
      const { attributes, verdict } = judgedAs(audit, request);
      requireTerm(until, tx.now);
      const waiver = Object.assign(new FairnessWaiver(), {
        ...{ id: tx.newId(), workspaceId: signer.workspaceId, auditId, evidenceDigest: audit.evidenceDigest },
        ...{ criterion, attributes: [...attributes], justification, until },
        ...{ signedBy: actorReference(signer), signedAt: tx.now },
        ...{ endedAt: null, endedBy: null, endReason: null },
      });
      const subject = { type: 'fairness_waiver', id: waiver.id, digest: audit.evidenceDigest };
      const payload = { auditId, criterion, attributes, justification, until: until.toISOString() };
      const entry = { action: 'waiveFairnessCriterion', subject, payload };
      const refused = refusal ?? (await obstacle(tx, waiver, verdict));
      if (refused) return { refusal: refused, audit: entry };
      await tx.manager.insert(FairnessWaiver, waiver);
      return { result: waiver, audit: entry };
    });
  }

  /** Ends a waiver before its term. */
  end(actor: Actor, { waiverId: id, reason }: { waiverId: string; reason: string }) {
    return this.database.write<FairnessWaiver>(actor, async ({ manager, now }) => {
      const waiver = await manager.findOne(FairnessWaiver, {
        ...{ where: { id }, lock: { mode: 'pessimistic_write' } },
      });
      if (!waiver) throw notFound('fairness waiver', id);
      const { auditId, evidenceDigest: digest } = waiver;
      const subject = { type: 'fairness_waiver', id, digest };
      const entry = { action: 'endFairnessWaiver', subject, payload: { auditId, reason } };
      if (waiverState(waiver, now) !== 'in_force')
        return { refusal: refuse('WAIVER_ENDED', 'This waiver is no longer in force.'), audit: entry };
      const ended = { endedAt: now, endedBy: actorReference(actor), endReason: reason };
      await manager.update(FairnessWaiver, { id }, ended);
      return { result: Object.assign(waiver, ended), audit: entry };
    });
  }

  /** Waivers of an audit, first one first, those that expired or were ended among them. */
  list(actor: Actor, auditId: string): Promise<FairnessWaiver[]> {
    return this.database.read(actor, ({ manager }) =>
      manager.find(FairnessWaiver, { where: { auditId }, order: { id: 'ASC' } }),
    );
  }
}

/**
 * What the audit says of the criterion there, and the attributes in its own order.
 * @throws Problem BAD_INPUT where the audit does not judge it
 */
function judgedAs(
  { report }: FairnessAudit,
  { criterion, attributes }: RequestedWaiver,
): { attributes: readonly string[]; verdict: FairnessVerdict } {
  const { criteria } = resultsOf(auditRecord(report));
  const judged = criteria.find((each) => each.criterion === criterion);
  if (!judged) throw badInput('criterion', 'The audit does not judge by this criterion.');
  const named = new Set(attributes);
  const section = judged.sections.find(
    (each) =>
      each.attributes.length === attributes.length && each.attributes.every((name) => named.has(name)),
  );
  if (!section) throw badInput('attributes', 'The audit has no such attribute or crossing.');
  return section;
}

function requireTerm(until: Date, now: Date): void {
  if (until <= now) throw badInput('until', 'A waiver ends in the future.');
  if (until.getTime() - now.getTime() > longestMs)
    throw badInput('until', 'A waiver ends within 365 days; who still answers for it then says so again.');
}

async function obstacle(
  { manager, now }: Transaction,
  waiver: FairnessWaiver,
  verdict: FairnessVerdict,
): Promise<Refusal | null> {
  if (verdict === 'PASS') return refuse('NOTHING_TO_WAIVE', 'The audit found this criterion met there.');
  const { auditId, criterion, attributes } = waiver;
  await lockWaivers(manager, auditId);
  const others = await manager.findBy(FairnessWaiver, {
    ...{ auditId, criterion, endedAt: IsNull(), until: MoreThan(now) },
  });
  return others.some((other) => other.attributes.join('\0') === attributes.join('\0'))
    ? refuse('ALREADY_WAIVED', 'A waiver of this criterion is in force there; end it to give another.')
    : null;
}

/** One at a time waives something of an audit, to the end of the transaction. */
async function lockWaivers(manager: EntityManager, auditId: string): Promise<void> {
  await manager.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('countersign.fairness-waivers/' || $1::text, 0))`,
    [auditId],
  );
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}

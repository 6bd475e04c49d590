import { type Actor } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { type Transaction, type Written } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { readForSigner } from './audit-signer';
import { type FairnessAudit } from './fairness-audit.entity';
import { FairnessSignOff, type SignOffDecision } from './fairness-sign-off.entity';

/** What somebody says of an audit. Left out is a slip where null is a decision. */
interface Statement {
  auditId: string;
  /** Of the evidence that was looked at. */
  evidenceDigest: string;
  decision: SignOffDecision;
  independence?: string | null;
  note?: string | null;
}

export interface SignedAudit {
  audit: FairnessAudit;
  signOff: FairnessSignOff;
}

/** Who put their name to an audit: one signature a person, and none is taken back. */
export class FairnessSignOffsService {
  constructor(private readonly database: Database) {}

  sign(actor: Actor, statement: Statement): Promise<Written<SignedAudit>> {
    const { auditId, evidenceDigest, decision, independence, note } = statement;
    return this.database.write<SignedAudit>(actor, async (tx) => {
      const { audit, signer, refusal } = await readForSigner(tx, { auditId, permission: 'fairness.sign' });
      const signOff = signOffOf(tx, signer, statement);
      const subject = { type: 'fairness_audit', id: auditId, digest: audit.evidenceDigest };
      const payload = { decision, independence, note, signedEvidence: evidenceDigest };
      const refused = refusal ?? (await this.keep(tx, audit, signOff));
      const entry = { action: 'signFairnessAudit', subject, payload };
      return refused ? { refusal: refused, audit: entry } : { result: { audit, signOff }, audit: entry };
    });
  }

  /** Signatures under an audit, first one first. */
  list(actor: Actor, auditId: string): Promise<FairnessSignOff[]> {
    return this.database.read(actor, ({ manager }) =>
      manager.find(FairnessSignOff, { where: { auditId }, order: { id: 'ASC' } }),
    );
  }

  private async keep(
    { manager }: Transaction,
    { evidenceDigest }: FairnessAudit,
    signOff: FairnessSignOff,
  ): Promise<Refusal | null> {
    if (signOff.evidenceDigest !== evidenceDigest)
      return refuse('OTHER_EVIDENCE', 'The evidence of this audit has another digest: look at it again.');
    const isNew = await insertNew(manager, FairnessSignOff, signOff);
    return isNew ? null : refuse('ALREADY_SIGNED', 'You have signed this audit; your signature stays.');
  }
}

function signOffOf({ now, newId }: Transaction, signer: Actor, statement: Statement): FairnessSignOff {
  const { auditId, evidenceDigest, decision, independence, note = null } = statement;
  if (independence === undefined)
    throw badInput('independence', 'Declare how independent you are, or null where you declare nothing.');
  if (decision === 'dissents' && note === null) throw badInput('note', 'A dissent needs its reason.');
  return Object.assign(new FairnessSignOff(), {
    ...{
      id: newId(),
      workspaceId: signer.workspaceId,
      auditId,
      evidenceDigest,
      decision,
      independence,
      note,
    },
    ...{ signedBy: actorReference(signer), roles: [...signer.roles], signedAt: now },
  });
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}

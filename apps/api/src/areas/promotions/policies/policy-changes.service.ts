import { isPermitted, type Actor } from '@countersign/domain/access';
import {
  decidePolicyVote,
  policyDigest,
  readPolicyText,
  type ChangeBallot,
  type Policy,
  type ProposedChange,
} from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { IsNull, type EntityManager } from 'typeorm';
import { actorReference, parseActorReference } from '../../../database/actor-reference';
import { type Database } from '../../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../../database/transaction';
import { notFound, Problem } from '../../../server/problem';
import { type Page, type PageBounds, readPage } from '../../../server/page';
import { entitledCaller } from '../../access/caller-now';
import { activeMembers, dependOnEachOther } from '../../access/people';
import { policiesInForce } from './policies.service';
import { PolicyChangeRow } from './policy-change.entity';
import { PolicyVoteRow } from './policy-vote.entity';
import { PolicyRow } from './policy.entity';
import { holdDecisions, insertPolicy } from './publish-policy';

export interface CastPolicyVote extends ChangeBallot {
  changeId: string;
  comment: string;
}

/** What is to change, before anybody decided on it. */
type Proposal = Pick<PolicyChangeRow, 'kind' | 'document' | 'retires' | 'reason'>;

type Outcome = Recorded<string> | RecordedRefusal;

/** Open changes that can take effect still and are looked at: more than a workspace will have, and a bound all the same. */
const most = 50;

/** What a change came too late for: a policy that counts instead of what it publishes, or after what it retires. */
const overtaken = `
  SELECT FROM policy WHERE workspace_id = row.workspace_id AND name = row.name AND joins IS NULL
    AND version >= CASE row.kind WHEN 'publish' THEN row.version ELSE row.version + 1 END
  UNION ALL
  SELECT FROM policy_change WHERE workspace_id = row.workspace_id AND retires = row.retires AND state = 'approved'`;

/** Changes of policies: one person proposes, another decides; docs/spec/promotions.md, P-70 to P-75. */
export class PolicyChangesService {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<PolicyChangeRow>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(PolicyChangeRow, 'row');
    return readPage<PolicyChangeRow>(this.database, actor, {
      ...{ ...bounds, build, key: 'id', direction: 'DESC' },
    });
  }

  async change(actor: Actor, id: string): Promise<PolicyChangeRow> {
    const found = await this.database.read(actor, ({ manager }) =>
      manager.findOneBy(PolicyChangeRow, { id }),
    );
    if (!found) throw notFound('policy change', id);
    return found;
  }

  votes(actor: Actor, changeId: string): Promise<PolicyVoteRow[]> {
    return this.database.read(actor, ({ manager }) => manager.findBy(PolicyVoteRow, { changeId }));
  }

  /** What an approval of the viewer would meet now; null where it would be taken. */
  barTo(viewer: Actor, row: PolicyChangeRow): Promise<Refusal | null> {
    return this.database.read(viewer, async ({ manager }) => {
      const change = await proposedChange(manager, row, viewer);
      const state = decidePolicyVote(change, { decision: 'approve', digest: change.digest }, viewer);
      return typeof state === 'string' ? null : state;
    });
  }

  /** Open changes that an approval of the viewer would bring into force, the oldest first. */
  waitingFor(viewer: Actor): Promise<PolicyChangeRow[]> {
    if (!isPermitted(viewer, 'policy.vote')) return Promise.resolve([]);
    return this.database.read(viewer, async ({ manager }) => {
      const open = await manager
        .createQueryBuilder(PolicyChangeRow, 'row')
        .where({ state: 'open' })
        .andWhere(`NOT EXISTS (${overtaken})`)
        .orderBy('row.id', 'ASC')
        .take(most)
        .getMany();
      const waiting: PolicyChangeRow[] = [];
      for (const row of open) {
        const change = await proposedChange(manager, row, viewer);
        if (decidePolicyVote(change, { decision: 'approve', digest: change.digest }, viewer) === 'approved')
          waiting.push(row);
      }
      return waiting;
    });
  }

  /** The policy that a change published or retires; null where it published none. */
  policyOf(actor: Actor, { id, retires }: PolicyChangeRow): Promise<PolicyRow | null> {
    const where = retires === null ? { changeId: id } : { id: retires };
    return this.database.read(actor, ({ manager }) => manager.findOneBy(PolicyRow, where));
  }

  /** @throws Problem BAD_INPUT with the place in the document for the first of its faults */
  propose(
    actor: Actor,
    { document, reason }: { document: string; reason: string },
  ): Promise<Written<string>> {
    const policy = policyOf(document);
    return this.database.write(actor, async (tx) => {
      await holdDecisions(tx);
      const next = await nextVersion(tx.manager, policy.name);
      if (policy.version !== next) throw badDocument('/version', `${next}, the next of this name`);
      return open(tx, 'proposePolicy', { kind: 'publish', document: policy, retires: null, reason });
    });
  }

  proposeRetirement(
    actor: Actor,
    { policyId, reason }: { policyId: string; reason: string },
  ): Promise<Written<string>> {
    return this.database.write(actor, async (tx): Promise<Outcome> => {
      await holdDecisions(tx);
      const row = await tx.manager.findOneBy(PolicyRow, { id: policyId, joins: IsNull() });
      if (!row) throw notFound('policy', policyId);
      const action = 'proposePolicyRetirement';
      if (await isInForce(tx.manager, policyId))
        return open(tx, action, { kind: 'retire', document: row.body, retires: policyId, reason });
      const refusal = refuse('POLICY_CHANGE_CLOSED', 'The policy is out of force already.');
      const subject = { type: 'policy', id: policyId, digest: row.digest };
      return { refusal, audit: { action, subject, payload: { reason } } };
    });
  }

  vote(actor: Actor, ballot: CastPolicyVote): Promise<Written<string>> {
    return this.database.write(actor, async (tx): Promise<Outcome> => {
      await holdDecisions(tx);
      const { manager } = tx;
      const row = await manager.findOneBy(PolicyChangeRow, { id: ballot.changeId });
      if (!row) throw notFound('policy change', ballot.changeId);
      const { changeId: id, decision, comment, digest: votedOn } = ballot;
      const subject = { type: 'policy_change', id, digest: row.digest };
      const payload = { decision, comment, votedOn, name: row.name, version: row.version, kind: row.kind };
      const audit = { action: 'votePolicyChange', subject, payload };
      const caller = await entitledCaller(tx, 'policy.vote');
      if (isRefusal(caller)) return { refusal: caller, audit };
      const state = decidePolicyVote(await proposedChange(manager, row, caller), ballot, caller);
      if (typeof state !== 'string') return { refusal: state, audit };
      await insertVote(tx, row, { ...ballot, caller });
      await manager.update(PolicyChangeRow, { id }, { state, decidedAt: tx.now });
      if (state === 'rejected' || row.kind === 'retire') return { result: id, audit };
      const { id: policyId } = await insertPolicy(tx, row.document, id);
      return { result: id, audit: { ...audit, payload: { ...payload, policyId } } };
    });
  }
}

/** The policy of a document that is to be proposed. */
function policyOf(document: string): Policy {
  const { policy, faults } = readPolicyText(document);
  if (policy) return policy;
  const [first] = faults;
  throw badDocument(first?.pointer ?? '', first?.expected ?? 'a policy');
}

function badDocument(pointer: string, expected: string): Problem {
  const where = pointer === '' ? 'The document' : pointer;
  return new Problem('BAD_INPUT', `${where}: expected ${expected}.`, { field: `document${pointer}` });
}

async function nextVersion(manager: EntityManager, name: string): Promise<number> {
  const [newest] = await manager.find(PolicyRow, {
    ...{ where: { name, joins: IsNull() }, order: { version: 'DESC' as const }, take: 1 },
  });
  return (newest?.version ?? 0) + 1;
}

async function isInForce(manager: EntityManager, policyId: string): Promise<boolean> {
  return (await policiesInForce(manager)).some(({ id }) => id === policyId);
}

/** Opens a change, unless there is nobody who could decide on it. */
async function open(tx: Transaction, action: string, proposal: Proposal): Promise<Outcome> {
  const { manager, now } = tx;
  const { kind, document, reason } = proposal;
  const [id, digest] = [tx.newId(), policyDigest(document)];
  const { name, version } = document;
  const subject = { type: 'policy_change', id, digest };
  const audit = { action, subject, payload: { kind, name, version, document, reason } };
  const caller = await entitledCaller(tx, 'policy.propose');
  if (isRefusal(caller)) return { refusal: caller, audit };
  const proposedBy = actorReference(caller);
  const row = { id, workspaceId: caller.workspaceId, ...proposal, name, version, digest, proposedBy };
  if (!(await hasVoter(manager, row))) return { refusal: refuse('NO_QUORUM_POSSIBLE', noVoter), audit };
  await manager.insert(PolicyChangeRow, {
    ...{ ...row, document: document as never, state: 'open' as const, proposedAt: now, decidedAt: null },
  });
  return { result: id, audit };
}

const noVoter =
  'A change takes the vote of a risk officer who neither proposed it nor gave the proposer their roles, or has theirs from them; there is none.';

async function hasVoter(
  manager: EntityManager,
  { proposedBy }: Pick<PolicyChangeRow, 'proposedBy'>,
): Promise<boolean> {
  for (const { id, roles } of await activeMembers(manager)) {
    if (!roles.includes('risk_officer')) continue;
    if (!(await dependOnEachOther(manager, proposedBy, `person:${id}`))) return true;
  }
  return false;
}

async function proposedChange(
  manager: EntityManager,
  { state, document, proposedBy, kind, name, version, retires }: PolicyChangeRow,
  caller: Actor,
): Promise<ProposedChange> {
  const depend = await dependOnEachOther(manager, proposedBy, actorReference(caller));
  const isCurrent =
    kind === 'publish'
      ? (await nextVersion(manager, name)) === version
      : await isInForce(manager, retires ?? '');
  return {
    ...{ state, isCurrent, proposerId: parseActorReference(proposedBy).id },
    // Of what is there, not of what stands beside it.
    digest: policyDigest(document),
    dependentIds: depend ? [caller.id] : [],
  };
}

async function insertVote(
  { manager, now, newId }: Transaction,
  { workspaceId, proposedBy }: PolicyChangeRow,
  { caller, changeId, decision, comment, digest }: CastPolicyVote & { caller: Actor },
): Promise<void> {
  await manager.insert(PolicyVoteRow, {
    ...{ id: newId(), workspaceId, changeId, proposedBy, voter: actorReference(caller), decision, comment },
    ...{ roles: [...caller.roles], digest, castAt: now },
  });
}

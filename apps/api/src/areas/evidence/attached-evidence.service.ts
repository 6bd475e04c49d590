import { type Actor } from '@countersign/domain/access';
import { type AttachedRule } from '@countersign/domain/approvals';
import {
  attachedText,
  type AttachedEvidence,
  type AttachedKind,
  readAttached,
} from '@countersign/domain/gate-evidence';
import { type EntityManager } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type ModelsService } from '../models/models.service';
import { AttachedEvidenceRow } from './attached-evidence.entity';
import { documentOfText } from './document-of-text';
import { Evidence } from './evidence.entity';
import { type EvidenceService } from './evidence.service';
import { lockModelEvidence } from './lock-model-evidence';
import { type NewEvidence, serverFacts } from './server-facts';
import { reading } from './reading';

export interface AttachRequest {
  modelVersionId: string;
  kind: AttachedKind;
  /** JSON, or the XML of a JUnit report. */
  document: string;
}

export interface Attached {
  row: AttachedEvidenceRow;
  /** False when the same document was attached before. */
  created: boolean;
}

/** At most so many of a version are listed. */
const longestList = 100;

/** Evidence that people and pipelines attach to versions; docs/spec/gates.md. */
export class AttachedEvidenceService {
  constructor(
    private readonly database: Database,
    private readonly areas: { evidence: EvidenceService; models: ModelsService },
  ) {}

  /** Attaches a document; the same one again answers what it already is. */
  async attach(actor: Actor, request: AttachRequest): Promise<Written<Attached>> {
    const version = await this.areas.models.version(actor, request.modelVersionId);
    const read = reading(() => documentOfText(request.kind, request.document));
    const siblings = await this.areas.models.versionIds(actor, version.modelId);
    return this.database.write<Attached>(actor, async (tx) => {
      await lockModelEvidence(tx.manager, version.modelId);
      const { modelVersionId, kind } = request;
      const same = { modelVersionId, kind, documentDigest: read.digest };
      const known = await tx.manager.findOneBy(AttachedEvidenceRow, same);
      const row = known ?? (await this.insert(tx, { kind, read, version, siblings }));
      const { id, evidenceDigest: digest } = row;
      return {
        result: { row, created: known === null },
        audit: {
          action: 'attachEvidence',
          subject: { type: 'attached_evidence', id, digest },
          payload: { ...same, created: known === null },
        },
      };
    });
  }

  /** The newest of a version first. */
  list(actor: Actor, modelVersionId: string): Promise<AttachedEvidenceRow[]> {
    return this.database.read(actor, ({ manager }) =>
      manager.find(AttachedEvidenceRow, {
        ...{ where: { modelVersionId }, order: { id: 'DESC' }, take: longestList },
      }),
    );
  }

  /** The newest that a gate of this rule reads, in the caller's transaction; null without any. */
  readonly newest = async (
    manager: EntityManager,
    modelVersionId: string,
    rule: AttachedRule,
  ): Promise<(AttachedEvidence & { id: string }) | null> => {
    const name = nameOf(rule);
    const row = await manager.findOne(AttachedEvidenceRow, {
      where: { modelVersionId, kind: rule.kind, ...(name !== null && { name }) },
      order: { id: 'DESC' },
    });
    if (!row) return null;
    const { workspaceId, evidenceDigest: digest } = row;
    const { canonical } = await manager.findOneByOrFail(Evidence, { workspaceId, digest });
    return { ...readAttached(canonical), id: row.id };
  };

  private async insert(tx: Transaction, given: NewEvidence): Promise<AttachedEvidenceRow> {
    const { kind, read, version } = given;
    const modelVersionId = version.id;
    const { facts, externalCheckId } = await serverFacts(tx, given);
    const canonical = reading(() =>
      attachedText({
        ...{ kind, modelVersionId, artifactDigest: version.artifactDigest, facts },
        ...{ attachedAt: tx.now.toISOString(), document: read.document },
      }),
    );
    const row = Object.assign(new AttachedEvidenceRow(), {
      ...{ id: tx.newId(), workspaceId: tx.actor.workspaceId, modelVersionId, kind, externalCheckId },
      ...{ name: read.name, datasetDigest: read.datasetDigest, documentDigest: read.digest },
      evidenceDigest: await this.areas.evidence.keep(tx, 'attached_evidence', canonical),
      ...{ attachedBy: actorReference(tx.actor), attachedAt: tx.now },
    });
    await tx.manager.insert(AttachedEvidenceRow, row);
    return row;
  }
}

/** What evidence of a rule's kind is told apart by. */
function nameOf(rule: AttachedRule): string | null {
  if (rule.kind === 'measurement') return rule.metric;
  return rule.kind === 'external' ? rule.check : null;
}

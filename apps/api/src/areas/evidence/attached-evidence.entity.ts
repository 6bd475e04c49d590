import { type AttachedKind } from '@countersign/domain/gate-evidence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A document that somebody attached to a version. */
@Entity('attached_evidence')
export class AttachedEvidenceRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  @Column('text') kind!: AttachedKind;
  /** The metric of a measurement, or the check that was answered. */
  @Column('text', { nullable: true }) name!: string | null;
  /** What a measurement was made on. */
  @Column('text', { name: 'dataset_digest', nullable: true }) datasetDigest!: string | null;
  @Column('text', { name: 'document_digest' }) documentDigest!: string;
  @Column('text', { name: 'evidence_digest' }) evidenceDigest!: string;
  @Column('uuid', { name: 'external_check_id', nullable: true }) externalCheckId!: string | null;
  @Column('text', { name: 'attached_by' }) attachedBy!: string;
  @Column('timestamptz', { name: 'attached_at' }) attachedAt!: Date;
}

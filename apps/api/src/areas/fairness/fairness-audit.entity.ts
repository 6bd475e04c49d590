import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type AuditRecord, type FirstAuditRecord } from './audit-record';
import { type StoredFairnessVerdict } from './fairness-report';

@Entity('fairness_audit')
export class FairnessAudit {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  /** Null where predictions of a window were counted; then the three columns below are not. */
  @Column('uuid', { name: 'dataset_version_id', nullable: true }) datasetVersionId!: string | null;
  @Column('timestamptz', { name: 'window_start', nullable: true }) windowStart!: Date | null;
  @Column('timestamptz', { name: 'window_end', nullable: true }) windowEnd!: Date | null;
  @Column('int', { name: 'matured_days', nullable: true }) maturedDays!: number | null;
  @Column('text') verdict!: StoredFairnessVerdict;
  @Column('text', { name: 'evidence_digest' }) evidenceDigest!: string;
  @Column('text') rationale!: string;
  /** The counts and the policy; every other number follows. */
  @Column('jsonb') report!: AuditRecord | FirstAuditRecord;
  @Column('timestamptz', { name: 'ran_at' }) ranAt!: Date;
  @Column('text', { name: 'ran_by' }) ranBy!: string;
}

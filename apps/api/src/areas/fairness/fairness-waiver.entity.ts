import { type DisparityName } from '@countersign/statistics/fairness';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody answers, for a time, for a criterion that an audit did not find met. */
@Entity('fairness_waiver')
export class FairnessWaiver {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'audit_id' }) auditId!: string;
  /** Repeats the audit's, tied to it by foreign key. */
  @Column('text', { name: 'evidence_digest' }) evidenceDigest!: string;
  @Column('text') criterion!: DisparityName;
  @Column('text', { array: true }) attributes!: string[];
  @Column('text') justification!: string;
  @Column('text', { name: 'signed_by' }) signedBy!: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt!: Date;
  @Column('timestamptz') until!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: string | null;
}

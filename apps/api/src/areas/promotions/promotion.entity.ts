import { type Environment, type PromotionState } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type EvaluatedGate } from './gate/evaluate-gates';

@Entity('promotion')
export class PromotionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  @Column('text', { name: 'artifact_digest' }) artifactDigest!: string;
  @Column('text') environment!: Environment;
  @Column('text') alias!: string;
  @Column('uuid', { name: 'policy_id' }) policyId!: string;
  /** As last written: an approval that lapsed since still says approved here. */
  @Column('text') state!: PromotionState;
  @Column('int') round!: number;
  @Column('text', { name: 'subject_digest' }) subjectDigest!: string;
  @Column('text') rationale!: string;
  @Column('jsonb') gates!: EvaluatedGate[];
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('text', { name: 'requested_by' }) requestedBy!: string;
  /** Until when it has to be decided; null where the policy gives no term. */
  @Column('timestamptz', { name: 'deadline_at', nullable: true }) deadlineAt!: Date | null;
  /** How often whoever may sign was reminded of that. */
  @Column('int') reminders!: number;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt!: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'activated_at', nullable: true }) activatedAt!: Date | null;
  /** The version that served there when what is voted on was put together. */
  @Column('uuid', { name: 'replaces_version_id', nullable: true }) replacesVersionId!: string | null;
}

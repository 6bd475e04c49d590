import { type SuspensionCause, type SuspensionFinding } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In force until it is lifted. */
@Entity('suspension')
export class SuspensionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  @Column('text') cause!: SuspensionCause;
  @Column('text') reason!: string;
  @Column('jsonb') findings!: SuspensionFinding[];
  @Column('timestamptz', { name: 'suspended_at' }) suspendedAt!: Date;
  @Column('timestamptz', { name: 'lifted_at', nullable: true }) liftedAt!: Date | null;
  @Column('text', { name: 'lifted_by', nullable: true }) liftedBy!: string | null;
  @Column('text', { name: 'lift_reason', nullable: true }) liftReason!: string | null;
  @Column('uuid', { name: 'lift_passkey_id', nullable: true }) liftPasskeyId!: string | null;
  /** Who lifted it, as they were called then; gone once they were erased. */
  @Column('text', { name: 'lift_printed_name', nullable: true }) liftPrintedName!: string | null;
  @Column('text', { name: 'lift_name_salt', nullable: true }) liftNameSalt!: string | null;
  @Column('text', { name: 'lift_meaning', nullable: true }) liftMeaning!: string | null;
  /** In force when it was lifted. */
  @Column('uuid', { name: 'lift_policy_id', nullable: true }) liftPolicyId!: string | null;
}

import { type SuspensionCause } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In force until it is lifted. */
@Entity('suspension')
export class SuspensionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  @Column('text') cause!: SuspensionCause;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'suspended_at' }) suspendedAt!: Date;
  @Column('timestamptz', { name: 'lifted_at', nullable: true }) liftedAt!: Date | null;
  @Column('text', { name: 'lifted_by', nullable: true }) liftedBy!: string | null;
  @Column('text', { name: 'lift_reason', nullable: true }) liftReason!: string | null;
}

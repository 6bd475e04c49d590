import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What going back opens, until somebody has looked at it. */
@Entity('rollback_review')
export class RollbackReviewRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  /** That gave way. */
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  @Column('uuid', { name: 'restored_promotion_id' }) restoredPromotionId!: string;
  @Column('text') reason!: string;
  @Column('text', { name: 'rolled_back_by' }) rolledBackBy!: string;
  @Column('timestamptz', { name: 'rolled_back_at' }) rolledBackAt!: Date;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
  @Column('text', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: string | null;
  @Column('text', { nullable: true }) finding!: string | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who is to see a comment. */
@Entity('promotion_mention')
export class PromotionMentionRow {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('uuid', { name: 'comment_id' }) commentId!: string;
  @PrimaryColumn('uuid', { name: 'member_id' }) memberId!: string;
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt!: Date | null;
}

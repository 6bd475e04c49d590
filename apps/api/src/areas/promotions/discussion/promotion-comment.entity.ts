import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person said about a promotion. */
@Entity('promotion_comment')
export class PromotionCommentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  /** The round it was said in. */
  @Column('int') round!: number;
  @Column('text') author!: string;
  /** Names members by their ids; see `commentParts`. */
  @Column('text') text!: string;
  @Column('timestamptz', { name: 'added_at' }) addedAt!: Date;
}

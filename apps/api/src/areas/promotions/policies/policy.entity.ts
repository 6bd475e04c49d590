import { type Environment, type Policy } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('policy')
export class PolicyRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') name!: string;
  @Column('int') version!: number;
  @Column('text') digest!: string;
  @Column('text') environment!: Environment;
  @Column('text') alias!: string;
  @Column('jsonb') body!: Policy;
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
  /** The change that published it; null for what came with the software, and for what was joined. */
  @Column('uuid', { name: 'change_id', nullable: true }) changeId!: string | null;
  /** The policies it was joined of: it is kept for the promotions it judges, and never in force by itself. */
  @Column('uuid', { array: true, nullable: true }) joins!: string[] | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of a person is kept, whoever asks for its erasure. */
@Entity('legal_hold')
export class LegalHold {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'member_id' }) memberId!: string;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'placed_at' }) placedAt!: Date;
  @Column('text', { name: 'placed_by' }) placedBy!: string;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt!: Date | null;
  @Column('text', { name: 'released_by', nullable: true }) releasedBy!: string | null;
  @Column('text', { name: 'release_reason', nullable: true }) releaseReason!: string | null;
}

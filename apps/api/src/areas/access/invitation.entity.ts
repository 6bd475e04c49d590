import { type Role } from '@countersign/domain/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A way in for one person, once. */
@Entity('invitation')
export class Invitation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  /** Null: whoever holds the token says which address is theirs. So it is when a workspace is set up. */
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { array: true }) roles!: Role[];
  @Column('text', { name: 'secret_hash' }) secretHash!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('uuid', { name: 'member_id', nullable: true }) memberId!: string | null;
  /** The member whose password it resets; null where it makes a new one. */
  @Column('uuid', { name: 'for_member_id', nullable: true }) forMemberId!: string | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

import { type PasskeyKey } from '@countersign/domain/passkeys';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key that a member signs by, and that never left their device. A removed one stays: what it signed names it. */
@Entity('passkey')
export class Passkey {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'member_id' }) memberId!: string;
  /** What the authenticator calls it, in base64url. */
  @Column('text', { name: 'credential_id' }) credentialId!: string;
  /** As the authenticator gave it (COSE), in base64url. */
  @Column('text', { name: 'public_key' }) publicKey!: string;
  /** The same as a JSON Web Key, as the log has it. */
  @Column('jsonb') key!: PasskeyKey;
  @Column('text') origin!: string;
  @Column('text', { name: 'rp_id' }) rpId!: string;
  /** What its owner calls it; empty once it was removed. */
  @Column('text') name!: string;
  @Column('text', { array: true }) transports!: string[];
  /** How often the authenticator says it signed; stays 0 where it does not count. */
  @Column('bigint') counter!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
}

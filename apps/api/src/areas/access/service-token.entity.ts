import { type TokenScope } from '@countersign/domain/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('service_token')
export class ServiceToken {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') name!: string;
  @Column('text') scope!: TokenScope;
  /** Null for a service that proves itself by tokens of an issuer. */
  @Column('text', { name: 'secret_hash', nullable: true }) secretHash!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  /** The member who answers for the service; null for tokens of the operator, who answers for the machine. */
  @Column('uuid', { name: 'sponsor_id', nullable: true }) sponsorId!: string | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('text', { name: 'revoked_by', nullable: true }) revokedBy!: string | null;
}

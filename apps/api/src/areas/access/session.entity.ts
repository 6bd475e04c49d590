import { type SessionStrength } from '@countersign/domain/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('session')
export class Session {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'member_id' }) memberId!: string;
  @Column('text', { name: 'secret_hash' }) secretHash!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  /** What the person proved. */
  @Column('text') strength!: SignInStrength;
  /** When they proved it last. */
  @Column('timestamptz', { name: 'authenticated_at' }) authenticatedAt!: Date;
}

/** What a person can prove. */
export type SignInStrength = Extract<SessionStrength, 'demo' | 'password' | 'oidc'>;

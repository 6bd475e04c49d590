import { type Role } from '@countersign/domain/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One person in one workspace. Somebody who works in two workspaces is a member of each. */
@Entity('member')
export class Member {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) persona!: string | null;
  /** Normalised, so that one person has one account; see `normalEmail`. */
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('text', { name: 'oidc_issuer', nullable: true }) oidcIssuer!: string | null;
  @Column('text', { name: 'oidc_subject', nullable: true }) oidcSubject!: string | null;
  @Column('text', { array: true }) roles!: Role[];
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'deactivated_at', nullable: true }) deactivatedAt!: Date | null;
  @Column('timestamptz', { name: 'pseudonymised_at', nullable: true }) pseudonymisedAt!: Date | null;
}

import { type Role } from '@countersign/domain/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('member')
export class Member {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) persona!: string | null;
  @Column('text', { array: true }) roles!: Role[];
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'deactivated_at', nullable: true }) deactivatedAt!: Date | null;
}

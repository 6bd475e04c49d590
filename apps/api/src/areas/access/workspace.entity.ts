import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workspace')
export class Workspace {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

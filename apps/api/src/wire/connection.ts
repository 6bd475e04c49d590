import { Field, Int, ObjectType } from 'type-graphql';
import { type Page } from '../server/page';

@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field({ description: 'Whether rows follow this page.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Give this as `after` to read the next page.' })
  endCursor!: string | null;
}

/** The Relay connection types of a node type. `of` turns a page of rows into what the resolver returns. */
export function connectionType<Node extends object>(name: string, node: () => new () => Node) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  class Edge {
    @Field({ description: 'The position of this node in its list.' })
    cursor!: string;

    @Field(node, { description: 'The node itself.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The nodes of this page with their cursors.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where this page ends.' })
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => [node() as never], { description: 'The nodes of this page.' })
    nodes(): Node[] {
      return this.edges.map((edge) => edge.node);
    }

    @Field(() => Int, { description: 'Nodes in the whole list; counted only when asked.' })
    totalCount(): Promise<number> {
      return this.count();
    }

    static of<Row>(page: Page<Row>, toNode: (row: Row) => Node): Connection {
      const connection = new Connection();
      connection.edges = page.rows.map((row) => ({ cursor: page.cursorOf(row), node: toNode(row) }));
      connection.pageInfo = {
        hasNextPage: page.hasNextPage,
        endCursor: connection.edges.at(-1)?.cursor ?? null,
      };
      connection.count = page.count;
      return connection;
    }
  }
  return Connection;
}

export { MalformedDocument } from './malformed-document';
export {
  day,
  finite,
  listOf,
  membersOf,
  name,
  nullable,
  objectOf,
  oneOf,
  optional,
  requireDistinct,
  share,
  text,
  truth,
  whole,
  type Read,
} from './read-json';

export { nativeHashing } from './native-hashing';

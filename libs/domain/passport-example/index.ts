export { type ExampleParts, examplePassport, exampleSigner } from './example-passport';

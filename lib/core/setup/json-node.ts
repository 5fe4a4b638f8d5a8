/** A node of a JSON text's tree, with its place: what a settings or configuration file is read as. */
export type {Node as JsonNode} from 'jsonc-parser';

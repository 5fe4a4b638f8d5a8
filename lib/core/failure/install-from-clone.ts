/** tierwise is in no registry: an update, too, is built where the person cloned it. */
export const installFromClone = 'npm ci && npm run build && node dist/tierwise.cjs install';

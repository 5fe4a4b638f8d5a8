/** Our agents and commands carry this text in a comment, so that a lost manifest can be made up for. */
export const fileMark = 'installed by tierwise';

/** `user`: for all projects of this user. `project`: for one project and whoever works in it. */
export type SetupScope = 'user' | 'project';

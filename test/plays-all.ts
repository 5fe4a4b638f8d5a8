/** Whether the tests play every round that the documented figures come from: some minutes more. */
export const playsAll = process.env.TIERWISE_TEST_ROUNDS === 'all';

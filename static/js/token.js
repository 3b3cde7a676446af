// After signing in again in another tab a page holds an old token: asks its address for the new one, for the form that
// `mark` stands in. False where there is none, which is where nobody is signed in.
export const renew = async (token, address, mark) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const fresh = page.querySelector(mark)?.closest("form").querySelector("[name=csrfmiddlewaretoken]");
  if (fresh) token.value = fresh.value;
  return Boolean(fresh);
};

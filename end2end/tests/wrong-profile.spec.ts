// A wrong profile: stopped before the link, refused when it is somebody's, undone afterwards.
import { expect, test } from '../support/test';
import { begin, entry, linkAs, open, openChat, openMenu, vkId, vkIdAgain, write } from '../support/steps';

test.describe('before anybody has linked', () => {
  test.use({ school: 'new' });

  test('ID-10 ID-11 ID-12 ID-13 ID-14: a pupil with a guardian’s phone is stopped, both cards side by side', async ({ person, people }) => {
    const [pupil, parent] = [people.get('pupil'), people.get('parent')];
    const page = await person('pupil');
    await begin(page);
    await vkId(page, parent);
    await expect(page.getByRole('heading', { name: 'Похоже, это профиль другого человека' })).toBeVisible();
    await expect(page.getByText('Вы вошли в дневник как ученик')).toBeVisible();
    const cards = page.locator('.compare-card');
    await expect(cards).toHaveCount(2);
    await expect(cards.first()).toContainText(pupil.fullName);
    await expect(cards.first()).toContainText('ученик, 4А');
    await expect(cards.last()).toContainText(parent.family);
    await expect(cards.last()).toHaveClass(/is-wrong/);
    // There is no way on to a link.
    await expect(page.getByRole('link', { name: 'Создать учебный профиль' })).toHaveCount(0);
    await page.getByRole('link', { name: 'У ребёнка нет своего телефона' }).click();
    await expect(page.getByText('Не нужно регистрировать учебный профиль для ребёнка на номер телефона родителя')).toBeVisible();
    await page.getByRole('link', { name: 'Это ошибка школы — написать в поддержку' }).click();
    await expect(page.getByRole('heading', { name: 'Что написать в поддержку' })).toBeVisible();
    await page.getByRole('button', { name: 'Войти в VK ID с номером ребёнка' }).click();
    await expect(page.getByLabel('Введите свой номер мобильного телефона')).toBeVisible();
    await page.goto('/chats');
    await expect(page.getByRole('heading', { name: 'Ваши чаты уже готовы' })).toBeVisible();
  });

  test('ID-10 ID-11 ID-55: a guardian with the pupil’s phone is stopped as well', { tag: '@once' }, async ({ person, people }) => {
    const page = await person('parent');
    await begin(page);
    await vkId(page, people.get('pupil'));
    await expect(page.getByRole('heading', { name: 'Похоже, это профиль другого человека' })).toBeVisible();
    await expect(page.getByText('Вы вошли как взрослый')).toBeVisible();
    await expect(page.locator('.compare-card')).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Войти в VK ID со своим номером' })).toBeVisible();
  });

  test('ID-12 ID-30: another name is pointed out before the link', { tag: '@once' }, async ({ person, people }) => {
    const page = await person('teacher2');
    await begin(page);
    const who = { ...people.get('teacher2'), given: 'Ольга', family: 'Воробьёва' };
    await vkId(page, who);
    await expect(page.getByText('Имена не совпадают')).toBeVisible();
    await expect(page.locator('.compare-card.is-wrong')).toContainText('Воробьёва');
  });
});

test.describe('in a linked school', () => {
  test.use({ school: 'linked' });

  test('ID-51 ID-52 ID-53: a VK ID linked elsewhere is refused without saying whose it is', async ({ person, people }) => {
    const owner = people.get('teacher2');
    const page = await person('teacher-parent');
    await begin(page);
    await vkIdAgain(page, owner);
    await expect(page.getByRole('heading', { name: 'Не удалось авторизоваться' })).toBeVisible();
    await expect(page.getByText('Этот профиль VK ID уже привязан к другой учетной записи'.replace('учетной', 'учётной'))).toBeVisible();
    await expect(page.getByText('Возможно, вы указали неверно телефон или выбрали не свой профиль.')).toBeVisible();
    const said = await page.locator('body').innerText();
    for (const secret of [owner.family, owner.given, owner.phone, owner.phone.slice(-4)]) expect(said).not.toContain(secret);
    await page.getByRole('link', { name: 'Написать в поддержку' }).click();
    await expect(page.getByRole('heading', { name: 'Что написать в поддержку' })).toBeVisible();
    await page.getByRole('button', { name: 'Войти с другим номером' }).click();
    await expect(page.getByLabel('Введите свой номер мобильного телефона')).toBeVisible();
  });

  test('ID-48 ID-50 CM-10: unlinking on «Чаты» says what closes and closes it in every window', async ({ person, people }) => {
    const page = await person('parent');
    const second = await page.context().newPage();
    await openChat(second, '4А класс Родители');
    const third = await page.context().newPage();
    await open(third, '/chats');
    await expect(entry(third, '4А класс Родители')).toBeVisible();

    await open(page, '/chats');
    const button = page.getByRole('button', { name: 'Отменить привязку профиля' });
    await button.click();
    const sheet = page.getByRole('dialog', { name: 'Отменить привязку профиля?' });
    await expect(sheet.locator('.entity-name')).toHaveText(['4А класс Родители', /^7. класс Родители$/]);
    await expect(sheet).toContainText('Эти чаты закроются сразу, во всех открытых окнах');
    await expect(sheet.getByRole('button', { name: 'Оставить' })).toBeFocused();
    await sheet.getByRole('button', { name: 'Оставить' }).click();
    await expect(sheet).toBeHidden();
    await expect(button).toBeFocused();
    await button.click();
    await sheet.getByRole('button', { name: 'Отменить привязку', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Ваши чаты уже готовы' })).toBeVisible();

    // The other windows know at once.
    await expect(second.getByText('Этот чат для вас закрыт')).toBeVisible();
    await expect(second.locator('a.chat-item')).toHaveCount(0);
    await expect(second.locator('.message')).toHaveCount(0);
    await expect(third.getByRole('heading', { name: 'Ваши чаты уже готовы' })).toBeVisible();

    // What was written stays for the others, under the name it was written with.
    const teacher = await person('teacher');
    await open(teacher, '/chat-management');
    await expect(
      teacher.locator('.data-row').filter({ has: teacher.getByText('4А класс Родители', { exact: true }) }),
    ).toContainText('1 из');
    await expect(page.getByText(people.get('parent').phone)).toHaveCount(0);
  });

  test('ID-15 ID-48 ID-49: «Отменить привязку Сферума» on the child’s page, and linking again', { tag: '@once' }, async ({ person, people }) => {
    const page = await person('parent');
    await open(page, '/schedule');
    const menu = await openMenu(page, people.get('parent'));
    await menu.getByRole('link', { name: people.get('pupil').friendly }).click();
    await expect(page.getByText('Профиль ребёнка привязан')).toBeVisible();
    await page.getByRole('button', { name: 'Отменить привязку Сферума' }).click();
    const sheet = page.getByRole('dialog', { name: 'Отменить привязку Сферума?' });
    await expect(sheet).toContainText('4А класс Родители');
    await sheet.getByRole('button', { name: 'Отменить привязку', exact: true }).click();
    await expect(page).toHaveURL(/\/people\/\d+$/);
    await page.getByRole('button', { name: 'Привязать учебный профиль Сферум' }).click();
    await vkIdAgain(page, people.get('parent'));
    await page.getByRole('button', { name: 'Продолжить' }).click();
    await expect(page.getByRole('heading', { name: 'Готово. Учебный профиль привязан' })).toBeVisible();
    await expect(page.getByText('4А класс Родители')).toBeVisible();
  });

  test('ID-48: messages of somebody who unlinked stay, with the name', { tag: '@once' }, async ({ person, people }) => {
    const pupil = await person('pupil');
    await openChat(pupil, '4А класс');
    await write(pupil, 'Здравствуйте!');
    const teacher = await person('teacher');
    await openChat(teacher, '4А класс');
    await expect(teacher.locator('.message')).toContainText(['Здравствуйте!']);
    await open(pupil, '/chats');
    await pupil.getByRole('button', { name: 'Отменить привязку профиля' }).click();
    await pupil.getByRole('dialog').getByRole('button', { name: 'Отменить привязку', exact: true }).click();
    await expect(pupil.getByRole('heading', { name: 'Ваши чаты уже готовы' })).toBeVisible();
    await teacher.reload();
    await expect(teacher.locator('.message-author')).toContainText([people.get('pupil').given]);
    await expect(teacher.locator('.message')).toContainText(['Здравствуйте!']);
    // Somebody who came back sees all of it.
    await linkAgain(pupil, people.get('pupil'));
    await openChat(pupil, '4А класс');
    await expect(pupil.locator('.message')).toContainText(['Здравствуйте!']);
  });
});

async function linkAgain(page: Parameters<typeof linkAs>[0], who: Parameters<typeof linkAs>[1]): Promise<void> {
  await begin(page);
  // VK ID may still know this browser.
  const phone = page.getByLabel('Введите свой номер мобильного телефона');
  const known = page.getByRole('heading', { name: 'Проверьте, что это вы' });
  await expect(phone.or(known)).toBeVisible();
  if (await phone.isVisible()) await vkIdAgain(page, who);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByRole('heading', { name: 'Готово. Учебный профиль привязан' }).waitFor();
}

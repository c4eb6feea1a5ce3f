"""The page of the sources: the article whole and marked, everything else in our own words."""

from metrics import load


def test_the_article_is_shown_whole_with_links_to_its_targets(run):
    app = run("sources")
    body = max((m.value for m in app.markdown), key=len)
    plain = body.replace("\\", "")
    assert "center" not in plain
    assert (
        ":blue-background[**почти в 3,5 раза**] [→](target?target=cluster-revenue-share&claim=times&lang=en)"
        in plain
    )
    assert ":blue-background[**стратегии развития промышленности до 2030 года**]" in plain
    assert ":orange-background[" in plain
    for word in load().sources["garbuzov-2025-11-07"].text.split():
        assert word.strip("«».,") in plain


def test_other_sources_are_paraphrased_with_their_address(run):
    said = " ".join(m.value for m in run("sources").markdown).replace("\\", "")
    assert "https://tass.ru/ekonomika/25688707" in said
    assert "In our own words: The city's industrial floor space" in said

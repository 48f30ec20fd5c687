"""Steps run once: again only when an input or an output changed, and never counted as done when they failed."""

from pathlib import Path

import pytest

from prime.setup.steps import StepFailed, once


class Recipe:
    """A step that copies one file and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.source, self.target = folder / "source", folder / "target"
        self.source.write_text("first")
        self.said: list[str] = []
        self.built = 0

    def build(self) -> None:
        self.built += 1
        self.target.write_text(self.source.read_text())

    def run(self) -> None:
        once("Copy", inputs=[self.source, "version 1"], outputs=[self.target], build=self.build, say=self.said.append)


@pytest.fixture
def recipe(fresh_ground: Path, tmp_path: Path) -> Recipe:
    return Recipe(tmp_path)


def test_the_second_run_has_nothing_to_do(recipe: Recipe) -> None:
    recipe.run()
    recipe.run()

    assert recipe.built == 1
    assert recipe.said[0] == "Copy: building"
    assert recipe.said[1].startswith("Copy: done in ")
    assert recipe.said[2:] == ["Copy: nothing to do"]


def test_a_changed_input_builds_again(recipe: Recipe) -> None:
    recipe.run()
    recipe.source.write_text("second")
    recipe.run()

    assert recipe.target.read_text() == "second"


def test_a_lost_output_builds_again(recipe: Recipe) -> None:
    recipe.run()
    recipe.target.unlink()
    recipe.run()

    assert recipe.built == 2


def test_a_failed_build_is_not_taken_for_done(recipe: Recipe) -> None:
    def fail() -> None:
        raise StepFailed("no network")

    with pytest.raises(StepFailed):
        once("Copy", inputs=[recipe.source, "version 1"], outputs=[recipe.target], build=fail, say=recipe.said.append)
    recipe.run()

    assert recipe.built == 1


def test_a_build_that_leaves_an_output_out_is_told(recipe: Recipe) -> None:
    with pytest.raises(StepFailed, match="Copy: the build did not make target"):
        once("Copy", inputs=[], outputs=[recipe.target], build=lambda: None, say=recipe.said.append)

"""The five steps of the wizard over its pages: those done, the one under way, those to come."""

from __future__ import annotations

from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.containers import Panel
from yuetan_desktop.ui.widgets.stepper import Stepper, StepState, StepView

STEPS = ("选择文件", "识别工作表与表头", "字段匹配", "校验", "入库")
CHOOSE, RECOGNISE, MATCH, CHECK = range(4)


class StepsLine(Panel):
    """`stepper.step_chosen` tells which step the clerk wants to see again."""

    def __init__(self) -> None:
        super().__init__("导入步骤", lined=False)
        self.header.hide()
        self.stepper = Stepper(name="导入步骤", inline=True)
        self.body.addWidget(self.stepper)
        self.body.setContentsMargins(0, 0, 0, 0)  # the stepper keeps its own 24 px
        self.setFixedHeight(theme().px(56))

    def show_step(self, step: int) -> None:
        states = (StepState.DONE, StepState.CURRENT, StepState.FUTURE)
        self.stepper.set_steps(
            [
                StepView(name, states[(number > step) + (number >= step)])
                for number, name in enumerate(STEPS)
            ]
        )
